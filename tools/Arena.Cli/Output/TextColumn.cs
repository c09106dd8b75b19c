namespace Arena.Cli.Output;

/// <summary>A column of a table for people.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="IsRight">Whether it is aligned to the right, as numbers are.</param>
/// <param name="Drop">Which columns go first where there is no room for all, lower ones before higher ones; 0 stays.</param>
/// <param name="Short">The title where room is short; null is the same.</param>
/// <param name="Wraps">Whether its cells are sentences or lists, which may go over several lines; ids and numbers may not.</param>
internal sealed record TextColumn(string Title, bool IsRight = false, int Drop = 0, string? Short = null, bool Wraps = false)
{
    /// <summary>A title alone; one that begins with <c>&gt;</c> is aligned to the right.</summary>
    public static implicit operator TextColumn(string title) => new(title.TrimStart('>'), title.StartsWith('>'));
}
