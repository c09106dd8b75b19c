namespace Arena.ControlPlane.Leagues;

/// <summary>Configuration section <c>Leagues</c>.</summary>
public sealed class LeaguesOptions
{
    public const string Section = "Leagues";

    /// <summary>A league file to start with the control plane. Default: none.</summary>
    public string? Default { get; set; }

    /// <summary>
    /// The id of the league from <see cref="Default"/>. A control plane that is restarted under the same id goes on
    /// with the league instead of starting another. Default: the file's name, so that it is played once in a ledger's life.
    /// </summary>
    public string? DefaultId { get; set; }

    /// <summary>The id that holds.</summary>
    public string IdOfDefault => DefaultId ?? Path.GetFileNameWithoutExtension(Default ?? "");
}
