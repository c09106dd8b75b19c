using Arena.Dashboard.Pages;

namespace Arena.Tests.Dashboard.Pages;

public sealed class PageTextTests
{
    [Theory]
    [InlineData(0.0000822, "s", "82.2 µs")]
    [InlineData(0.0526, "s", "52.6 ms")]
    [InlineData(1.5, "s", "1.5 s")]
    [InlineData(90, "s", "1.5 min")]
    [InlineData(0, "s", "0")]
    [InlineData(1500, "ms", "1.5 s")]
    [InlineData(1536, "By", "1.5 KiB")]
    [InlineData(3221225472, "By", "3 GiB")]
    [InlineData(512, "By per second", "512 B/s")]
    [InlineData(12345, "match per second", "12.3k match per second")]
    [InlineData(7, "", "7")]
    public void Values_read_in_the_unit_that_fits(double value, string unit, string text) => Assert.Equal(text, PageText.Measure(value, unit));
}
