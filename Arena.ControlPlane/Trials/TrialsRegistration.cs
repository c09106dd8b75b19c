namespace Arena.ControlPlane.Trials;

internal static class TrialsRegistration
{
    public static void AddTrials(this WebApplicationBuilder builder) => builder.Services.AddSingleton<TrialRunner>();
}
