namespace Arena.Tests.Samples;

/// <summary>A theory that needs what a sample bot needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SampleBotTheoryAttribute : TheoryAttribute
{
    public SampleBotTheoryAttribute(string language) => Skip = SampleBot.Missing(language);
}
