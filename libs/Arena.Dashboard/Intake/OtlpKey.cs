using Arena.Dashboard.Access;
using Arena.Dashboard.Settings;

namespace Arena.Dashboard.Intake;

/// <summary>The key that senders of telemetry show.</summary>
internal sealed class OtlpKey(DashboardSettings settings)
{
    public const string Header = "x-otlp-api-key";

    public const string Refusal = $"the API key is missing or wrong: send the dashboard's in the header {Header}";

    public bool Opens(string? given) => Secrets.Match(settings.OtlpApiKey, given);
}
