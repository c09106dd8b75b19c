using Arena.ControlPlane.Rechecks;

namespace Arena.Tests.ControlPlane.Rechecks;

public sealed class RecheckOptionsValidatorTests
{
    private const string Wanted = "wanted 00:00:01 to 1.00:00:00: ";

    [Theory]
    [InlineData("00:05:00", "00:00:00.9", $"Rechecks:GiveUpAfter is 00:00:00.9000000; {Wanted}nodes that were cut off need a moment")]
    [InlineData("00:05:00", "1.00:00:01", $"Rechecks:GiveUpAfter is 1.00:00:01; {Wanted}nodes that were cut off need a moment")]
    [InlineData("00:00:00", "00:00:10", $"Rechecks:AnswerLimit is 00:00:00; {Wanted}nodes look for late answers")]
    public void Setting_that_cannot_be_is_refused_with_the_reason(string answerLimit, string giveUpAfter, string told) =>
        Assert.StartsWith(told, Told(answerLimit, giveUpAfter), StringComparison.Ordinal);

    [Theory]
    [InlineData("00:00:01", "1.00:00:00")]
    [InlineData("1.00:00:00", "00:00:01")]
    public void Bounds_themselves_are_allowed(string answerLimit, string giveUpAfter) => Assert.Null(Told(answerLimit, giveUpAfter));

    private static string? Told(string answerLimit, string giveUpAfter) => new RecheckOptionsValidator().Validate(
        null, new RecheckOptions { AnswerLimit = TimeSpan.Parse(answerLimit, null), GiveUpAfter = TimeSpan.Parse(giveUpAfter, null) })
        .FailureMessage;
}
