using System.Collections.Concurrent;

namespace Arena.ControlPlane.Nodes;

/// <summary>The latest session of every node seen since the start, by node name, wherever its stream is.</summary>
internal sealed class NodeDirectory
{
    private readonly ConcurrentDictionary<string, NodeSession> _sessions = new(StringComparer.Ordinal);

    public IReadOnlyList<NodeSession> Sessions => [.. _sessions.Values.OrderBy(s => s.Node, StringComparer.Ordinal)];

    public void Add(NodeSession session) => _sessions[session.Node] = session;

    public NodeSession? Find(string node) => _sessions.GetValueOrDefault(node);

    /// <summary>By the session's id; null when none that is open has it.</summary>
    public NodeSession? FindOpen(string id) => _sessions.Values.FirstOrDefault(session => session.Id == id && session.Open);
}
