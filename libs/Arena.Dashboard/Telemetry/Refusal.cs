namespace Arena.Dashboard.Telemetry;

/// <summary>How many items of a request were not stored, and the first reason; the others were.</summary>
internal readonly record struct Refusal(int Count, string Reason)
{
    public const string TooManyResources = "there are too many different resources (service.name and service.instance.id)";

    public static Refusal None => new(0, "");

    public Refusal And(int more, string reason) => new(Count + more, Reason.Length > 0 || more == 0 ? Reason : reason);
}
