using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Work;

internal sealed class WorkOptionsValidator : IValidateOptions<WorkOptions>
{
    private const int LeastHeartbeatsInLease = 2;
    private const string Interval = $"{WorkOptions.Section}:{nameof(WorkOptions.HeartbeatInterval)}";
    private const string Lease = $"{WorkOptions.Section}:{nameof(WorkOptions.Lease)}";

    private static readonly TimeSpan _shortestInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _longestInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestLease = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, WorkOptions options)
    {
        var interval = options.HeartbeatInterval;
        if (interval < _shortestInterval)
            return Fail($"{Interval} is {interval}; wanted at least {_shortestInterval}: nodes would do little else.");
        if (interval > _longestInterval)
            return Fail($"{Interval} is {interval}; wanted at most {_longestInterval}: a node that hangs would go unseen for "
                + $"ten times as long.");
        var lease = options.LeaseOrDefault();
        if (lease < LeastHeartbeatsInLease * interval)
            return Fail($"{Lease} is {lease}; wanted at least twice {Interval} ({interval}): who is late once would lose its tasks.");
        return lease > _longestLease
            ? Fail($"{Lease} is {lease}; wanted at most {_longestLease}: a league waits that long for a node that hangs.")
            : ValidateOptionsResult.Success;
    }

    private static ValidateOptionsResult Fail(string why) => ValidateOptionsResult.Fail(why);
}
