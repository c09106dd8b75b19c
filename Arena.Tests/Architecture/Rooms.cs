namespace Arena.Tests.Architecture;

/// <summary>
/// The rooms of an assembly, which are namespaces below its own, and whom each may know besides itself. A namespace within a room
/// belongs to it unless it is a room of its own. What lies outside all namespaces, as Program does, may know everybody.
/// </summary>
/// <param name="root">The assembly's own namespace.</param>
/// <param name="allowed">By room.</param>
internal sealed class Rooms(string root, IReadOnlyDictionary<string, string[]> allowed)
{
    /// <summary>Every type that knows one it may not know, and every type that is in no room; each once, in order.</summary>
    public IReadOnlyList<string> Violations(IEnumerable<TypeUse> uses) =>
        [.. uses.SelectMany(ViolationsOf).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What a room may know and does not.</summary>
    public IReadOnlyList<string> Unused(IEnumerable<TypeUse> uses)
    {
        var used = uses.Where(use => IsInside(use.From) && IsInside(use.To)).Select(use => (RoomOf(use.From), RoomOf(use.To))).ToHashSet();
        return
        [
            .. from room in allowed
               from known in room.Value
               where !used.Contains((room.Key, known))
               select $"room {room.Key} does not know room {known}",
        ];
    }

    /// <summary>The same rooms, one of which may not know another any more.</summary>
    public Rooms Without(string room, string known) => new(
        root, allowed.ToDictionary(r => r.Key, r => r.Key == room ? [.. r.Value.Where(name => name != known)] : r.Value));

    private IEnumerable<string> ViolationsOf(TypeUse use)
    {
        if (!IsInside(use.From) || !IsInside(use.To))
            yield break;
        var (from, to) = (RoomOf(use.From), RoomOf(use.To));
        if (from is null)
            yield return $"type {use.From.Name} is in no room: {use.From.Namespace} is not in the table";
        else if (to is not null && from != to && !allowed[from].Contains(to))
            yield return $"type {use.From.Name} in room {from} knows type {use.To.Name} in room {to}";
    }

    private bool IsInside(TypeName type) => type.Namespace.StartsWith($"{root}.", StringComparison.Ordinal);

    private string? RoomOf(TypeName type)
    {
        for (var room = type.Namespace[(root.Length + 1)..]; ; room = room[..room.LastIndexOf('.')])
        {
            if (allowed.ContainsKey(room))
                return room;
            if (!room.Contains('.', StringComparison.Ordinal))
                return null;
        }
    }
}
