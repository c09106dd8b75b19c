using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Nodes;

/// <summary><c>arena nodes</c>: who plays.</summary>
internal static class NodesCommand
{
    private static readonly TextColumn[] _columns =
    [
        "Node",
        "State",
        Number("Parallel", 4),
        Number("Held", 6),
        Number("Played", 0),
        Number("Confirmed", 2),
        Number("Disputed", 1),
        Number("Outvoted", 1),
        new("Residual", Drop: 3),
        Number("Memory MB", 5, "MB"),
        new("Bots", Drop: 7, Wraps: true),
        new("Address for bots", Short: "Address"),
    ];

    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("nodes", "Lists the nodes of a running system.") { json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var nodes = (await client.Nodes.ListAsync(new ListNodesRequest(), cancellationToken: cancellationToken)).Nodes;
            if (parsed.GetValue(json))
                JsonOutput.Write(nodes);
            else
            {
                var (columns, rows) = Table(nodes);
                TextTable.Write(columns, rows);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static TextColumn Number(string title, int drop, string? shorter = null) =>
        new(title, IsRight: true, Drop: drop, Short: shorter);

    internal static (IReadOnlyList<TextColumn> Columns, IEnumerable<object[]> Rows) Table(IEnumerable<Node> nodes) =>
        (_columns, nodes.Select(Row));

    private static object[] Row(Node node) =>
    [
        node.Name,
        State(node),
        node.Parallelism,
        node.Held,
        node.Played,
        node.Confirmed,
        node.Disputed,
        node.Outvoted,
        Residual(node.Residual),
        (node.WorkingSetBytes / 1e6).ToString("0", CultureInfo.InvariantCulture),
        string.Join(", ", node.Bots),
        node.GrpcAddress,
    ];

    // A node whose results are of another kind than the rest is not to be overlooked, however narrow the terminal.
    private static string State(Node node) => node switch
    {
        { Residual.Suspect: true, State: NodeState.Alive } => "SUSPECT",
        { Residual.Suspect: true } => $"{node.State.ToString().ToLowerInvariant()}, SUSPECT",
        _ => node.State.ToString().ToLowerInvariant(),
    };

    /// <summary>"1.3 (p 0.52)".</summary>
    private static string Residual(NodeResidual? residual) => residual is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{residual.ChiSquare:0.0} (p {residual.Probability:0.00##})");
}
