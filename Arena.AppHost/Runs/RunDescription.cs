namespace Arena.AppHost.Runs;

/// <summary>What an app host says of itself in <c>.arena/runs/PID.json</c>, for programs of the same checkout that look for it.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Status"><c>starting</c>, <c>running</c> (everything is up) or <c>stopping</c>.</param>
/// <param name="Volumes">Where stores keep data that lasts; null while none do.</param>
/// <param name="Dashboard">The link that logs a browser in; null while there is none.</param>
/// <param name="Key">The administrator's key of a run that asks for keys; null where none is asked for.</param>
/// <param name="Resources">An entry an instance; a resource without instances has one.</param>
internal sealed record RunDescription(
    int Pid, DateTimeOffset StartedAt, string Status, string? Volumes, string? Dashboard, string? Key,
    IReadOnlyList<RunInstance> Resources);

/// <summary>One instance of a resource.</summary>
/// <param name="Name">The resource.</param>
/// <param name="Instance">The instance: the resource's name, for replicas with their number from 1.</param>
/// <param name="State">Where it is in its life, in Aspire's words.</param>
/// <param name="Health">Null while nobody has asked.</param>
/// <param name="Pid">Its process, while it has one.</param>
/// <param name="Reason">Why it is not run, if it is not.</param>
/// <param name="Endpoints">Addresses by endpoint; replicas share them.</param>
internal sealed record RunInstance(
    string Name, string Instance, string? State, string? Health, int? Pid, string? Reason, IReadOnlyDictionary<string, string> Endpoints);
