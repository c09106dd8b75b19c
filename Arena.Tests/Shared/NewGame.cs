using Arena.Core.Games;

namespace Arena.Tests.Shared;

internal static class NewGame
{
    /// <summary>A game by name, with some parameters changed from their defaults.</summary>
    public static IGame Of(string name, params (string Name, double Value)[] parameters)
    {
        var type = GameCatalog.Find(name)!;
        return type.Create(type.Parameters.Bind(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))));
    }
}
