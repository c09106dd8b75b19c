namespace Arena.Hosting.Publishing;

/// <summary>A value as a format writes it, and whether a secret is part of it.</summary>
internal readonly record struct RenderedText(string Text, bool IsSecret)
{
    public static RenderedText operator +(RenderedText left, RenderedText right) => new(left.Text + right.Text, left.IsSecret || right.IsSecret);
}
