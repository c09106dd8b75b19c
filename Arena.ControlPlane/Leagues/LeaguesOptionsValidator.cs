using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Leagues;

internal sealed class LeaguesOptionsValidator : IValidateOptions<LeaguesOptions>
{
    private const string Default = $"{LeaguesOptions.Section}:{nameof(LeaguesOptions.Default)}";
    private const string DefaultId = $"{LeaguesOptions.Section}:{nameof(LeaguesOptions.DefaultId)}";

    public ValidateOptionsResult Validate(string? name, LeaguesOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Default) || LeagueId.IsForNew(options.IdOfDefault))
            return ValidateOptionsResult.Success;
        return ValidateOptionsResult.Fail(
            options.DefaultId is null
                ? $"{Default} is {options.Default}, whose name is not a league id ({LeagueId.Wanted}); set {DefaultId} to one."
                : $"{DefaultId} is '{options.DefaultId}'; wanted {LeagueId.Wanted}: the league of {Default} is found under it.");
    }
}
