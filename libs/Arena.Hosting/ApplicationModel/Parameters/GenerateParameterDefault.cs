using System.Security.Cryptography;

namespace Arena.Hosting.ApplicationModel;

/// <summary>A random value, such as a password, that satisfies the usual composition rules.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerLetters = "abcdefghjkmnpqrstuvwxyz"; // without i, l and o, which read like digits
    private const string UpperLetters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    public int MinLength { get; set; }

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    public override string GetDefaultValue()
    {
        var alphabet = (Lower ? LowerLetters : "") + (Upper ? UpperLetters : "") + (Numeric ? Digits : "") + (Special ? Specials : "");
        if (alphabet.Length == 0)
            throw new InvalidOperationException("A generated value needs at least one kind of characters.");

        var characters = new List<char>();
        Take(LowerLetters, Lower, MinLower, characters);
        Take(UpperLetters, Upper, MinUpper, characters);
        Take(Digits, Numeric, MinNumeric, characters);
        Take(Specials, Special, MinSpecial, characters);
        while (characters.Count < Math.Max(1, MinLength))
            characters.Add(alphabet[RandomNumberGenerator.GetInt32(alphabet.Length)]);

        var value = characters.ToArray();
        RandomNumberGenerator.Shuffle(value.AsSpan());
        return new string(value);
    }

    private static void Take(string alphabet, bool allowed, int count, List<char> characters)
    {
        if (!allowed && count > 0)
            throw new InvalidOperationException($"At least {count} of '{alphabet}' are wanted, but they are switched off.");
        for (var i = 0; i < count; i++)
            characters.Add(alphabet[RandomNumberGenerator.GetInt32(alphabet.Length)]);
    }
}
