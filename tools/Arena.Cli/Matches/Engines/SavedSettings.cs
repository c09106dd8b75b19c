using System.Collections.Immutable;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Cli.Matches.Engines;

/// <summary>What a saved match was begun with.</summary>
/// <param name="Arguments">Its flags.</param>
/// <param name="Book">SHA-256 of its openings in their order, in hex; empty without any.</param>
/// <param name="Programs">SHA-256 of the engines' programs in hex, by the engines' names, as far as they are known.</param>
internal sealed record SavedSettings(
    IReadOnlyList<string> Arguments, string Book, IReadOnlyDictionary<string, string> Programs)
{
    public static SavedSettings Of(IReadOnlyList<string> arguments, MatchPlan plan, IReadOnlyDictionary<string, string> programs) =>
        new(arguments, BookOf(plan.Book), programs);

    /// <exception cref="CommandException">What flags name is something else than when the match was begun.</exception>
    public void CheckUnchanged(SavedSettings now)
    {
        if (now.Book != Book)
            throw Changed("-openings has other openings", "the book was changed");
        foreach (var (name, program) in now.Programs)
        {
            if (Programs.TryGetValue(name, out var before) && before != program)
            {
                var hashes = $"SHA-256 {Short(program)}…, was {Short(before)}…";
                throw Changed($"the program of '{name}' is another one ({hashes})", "it was changed");
            }
        }
    }

    private static CommandException Changed(string what, string why) => new(
        $"-resume: {what} than when the match was begun: {why}, and the games would not be of one match", ExitCode.Usage);

    private static string Short(string hash) => hash[..Math.Min(hash.Length, 12)];

    private static string BookOf(ImmutableArray<Opening> book)
    {
        if (book.IsEmpty)
            return "";
        var hasher = new CanonicalHasher();
        foreach (var opening in book)
        {
            hasher.Add(opening.State ?? "").Add((ulong)opening.Moves.Length);
            foreach (var move in opening.Moves)
                hasher.Add((ulong)move);
        }

        return Convert.ToHexStringLower(hasher.ToHash());
    }
}
