using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Arena.ControlPlane.Nodes;

/// <summary>The latest session of every node seen since the start, by node name, wherever its stream is.</summary>
internal sealed class NodeDirectory
{
    // There may be thousands, which come one by one while others read them all: nobody sorts or copies them for one.
    private volatile ImmutableSortedDictionary<string, NodeSession> _sessions =
        ImmutableSortedDictionary.Create<string, NodeSession>(StringComparer.Ordinal);

    // The same by their ids: each is looked up once a heartbeat.
    private readonly ConcurrentDictionary<string, NodeSession> _byId = new(StringComparer.Ordinal);
    private readonly Lock _adding = new();

    /// <summary>By their nodes' names.</summary>
    public IReadOnlyList<NodeSession> Sessions => [.. _sessions.Values];

    /// <summary>Those whose streams are open and here.</summary>
    public IEnumerable<NodeSession> Here => _sessions.Values.Where(session => session is { Open: true, IsHere: true });

    /// <summary>Those whose streams are open, and at other replicas.</summary>
    public IEnumerable<NodeSession> Elsewhere => _sessions.Values.Where(session => session is { Open: true, IsHere: false });

    public void Add(NodeSession session)
    {
        lock (_adding)
        {
            if (_sessions.TryGetValue(session.Node, out var before))
                _byId.TryRemove(KeyValuePair.Create(before.Id, before));
            _sessions = _sessions.SetItem(session.Node, session);
            _byId[session.Id] = session;
        }
    }

    public NodeSession? Find(string node) => _sessions.GetValueOrDefault(node);

    /// <summary>By the session's id; null when none that is open has it.</summary>
    public NodeSession? FindOpen(string id) => _byId.GetValueOrDefault(id) is { Open: true } session ? session : null;
}
