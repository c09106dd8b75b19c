using Arena.ControlPlane.Trials;
using Arena.Core.Leagues.Document;

namespace Arena.ControlPlane.Web.NewLeague;

/// <summary>A league document while somebody writes it, and what came of the button that was pressed.</summary>
/// <param name="Document">The text.</param>
/// <param name="Parse">What the text is, or what is wrong with it.</param>
public sealed record Draft(string Document, LeagueParse Parse)
{
    /// <summary>The id that the league is to have; empty for one that is made.</summary>
    public string Id { get; init; } = "";

    /// <summary>Names the page that is shown, so that pressing a button twice starts one league.</summary>
    public string Call { get; init; } = $"{Guid.NewGuid():n}";

    /// <summary>How many moves are taken of each game of a PGN, as somebody wrote it.</summary>
    public string Plies { get; init; } = "";

    /// <summary>Why what was asked for has not been done; null when it has.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What has been done.</summary>
    public string? Done { get; init; }

    /// <summary>What was passed over in doing it.</summary>
    public IReadOnlyList<LeagueFault> Notes { get; init; } = [];

    /// <summary>The matches that were tried.</summary>
    public Trial? Trial { get; init; }

    /// <summary>As what the page answers.</summary>
    public int Status => Refusal?.Status ?? StatusCodes.Status200OK;
}

/// <summary>Why nothing was done.</summary>
/// <param name="Status">As the same call of the API would be answered.</param>
/// <param name="Message">In a sentence.</param>
/// <param name="Faults">Each by itself.</param>
public sealed record Refusal(int Status, string Message, IReadOnlyList<LeagueFault> Faults);
