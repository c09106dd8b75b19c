using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Guard;

internal sealed class GuardOptionsValidator : IValidateOptions<GuardOptions>
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);
    private static readonly TimeSpan _half = TimeSpan.FromMilliseconds(500);

    public ValidateOptionsResult Validate(string? name, GuardOptions options)
    {
        var faults = new List<string>();
        Check(options.MaxAttempts is >= 0 and <= 1000, nameof(options.MaxAttempts), options.MaxAttempts, "0 (no limit) to 1000");
        Check(
            options.MaxDelay >= TimeSpan.FromMilliseconds(1) && options.MaxDelay <= _hour, nameof(options.MaxDelay), options.MaxDelay,
            "00:00:00.001 to 01:00:00");
        Check(
            options.Delay >= TimeSpan.FromMilliseconds(1) && options.Delay <= options.MaxDelay, nameof(options.Delay), options.Delay,
            $"00:00:00.001 to MaxDelay, which is {options.MaxDelay}");
        Check(IsNoneOr(TimeSpan.FromMilliseconds(10), options.Timeout), nameof(options.Timeout), options.Timeout,
            "0 (none), or 00:00:00.010 to a day");
        Check(options.FailureRatio is > 0 and <= 1, nameof(options.FailureRatio), options.FailureRatio, "above 0, up to 1");
        Check(options.MinimumThroughput >= 2, nameof(options.MinimumThroughput), options.MinimumThroughput, "at least 2");
        Check(
            options.SamplingDuration >= _half && options.SamplingDuration <= _day, nameof(options.SamplingDuration),
            options.SamplingDuration,
            "00:00:00.500 to a day");
        Check(IsNoneOr(_half, options.BreakDuration), nameof(options.BreakDuration), options.BreakDuration,
            "0 (none), or 00:00:00.500 to a day");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check<T>(bool isValid, string option, T found, string wanted)
        {
            if (!isValid)
                faults.Add(FormattableString.Invariant($"Guard:{name}:{option} is {found}; wanted {wanted}."));
        }
    }

    private static bool IsNoneOr(TimeSpan least, TimeSpan value) => value == TimeSpan.Zero || (value >= least && value <= _day);
}
