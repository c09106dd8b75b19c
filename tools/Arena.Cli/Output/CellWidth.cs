using System.Text;
using Spectre.Console.Rendering;

namespace Arena.Cli.Output;

/// <summary>How wide a text is on a terminal.</summary>
internal static class CellWidth
{
    /// <summary>In cells of one Latin letter: two for an ideograph or an emoji, none for an accent that is put on a letter.</summary>
    public static int Of(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();
}
