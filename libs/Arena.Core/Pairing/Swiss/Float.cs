namespace Arena.Core.Pairing.Swiss;

/// <summary>Whether somebody played in a round against a lower (or nobody, for points) or a higher score than its own.</summary>
internal enum Float : byte
{
    None,
    Down,
    Up,
}
