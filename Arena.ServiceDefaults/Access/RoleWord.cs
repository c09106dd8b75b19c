namespace Arena.ServiceDefaults.Access;

/// <summary>Roles as they are written: in keys, tokens, tables and on the command line.</summary>
public static class RoleWord
{
    private static readonly string[] _words = [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())];

    /// <summary>"viewer, competitor, operator, admin or node".</summary>
    public static string All { get; } = $"{string.Join(", ", _words[..^1])} or {_words[^1]}";

    public static string Of(Role role) => _words[(int)role];

    /// <summary>Null when the word is no role.</summary>
    public static Role? Read(string word) => Array.IndexOf(_words, word) is >= 0 and var place ? (Role)place : null;
}
