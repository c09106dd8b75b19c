namespace Arena.Backplane.Ledger;

/// <summary>
/// The right to decide something, as long as nobody has it with a later epoch. Every write that decides shows it, and the transaction that
/// writes checks it: whoever was paused and believes to own a scope still, writes nothing after its successor began.
/// </summary>
/// <param name="Scope">What is decided: <see cref="OfLeague"/>, or another name.</param>
/// <param name="Replica">Whose right it is.</param>
/// <param name="Epoch">Greater than that of every earlier grant of any scope.</param>
public sealed record Grant(string Scope, string Replica, long Epoch)
{
    /// <summary>The scope of the checkpoints: one replica makes them.</summary>
    public const string Checkpoints = "checkpoints";

    private const string LeaguePrefix = "league/";

    /// <summary>The scope of what is decided of a league: next rounds, rating rows, its end, findings of rechecks.</summary>
    public static string OfLeague(string leagueId) => $"{LeaguePrefix}{leagueId}";

    /// <summary>Whether a scope is a league's.</summary>
    public static bool IsOfLeague(string scope) => scope.StartsWith(LeaguePrefix, StringComparison.Ordinal);
}
