using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Nodes;

/// <summary><c>arena nodes</c>: who plays.</summary>
internal static class NodesCommand
{
    private static readonly string[] _columns =
    [
        "Node", "State", ">Parallel", ">Held", ">Played", ">Confirmed", ">Disputed", ">Outvoted", "Residual", ">Memory MB", "Bots",
        "Address for bots",
    ];

    public static Command Create()
    {
        var json = CommonOptions.Json();
        var endpoint = CommonOptions.Endpoint();
        var command = new Command("nodes", "Lists the nodes of a running system.") { json, endpoint };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(parsed.GetValue(endpoint));
            var nodes = (await client.Nodes.ListAsync(new ListNodesRequest(), cancellationToken: cancellationToken)).Nodes;
            if (parsed.GetValue(json))
                JsonOutput.Write(nodes);
            else
                TextTable.Write(_columns, nodes.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static object[] Row(Node node) =>
    [
        node.Name,
        node.State.ToString().ToLowerInvariant(),
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

    /// <summary>"1.3 (p 0.52)", and a word where the results are of another kind than the rest.</summary>
    private static string Residual(NodeResidual? residual)
    {
        if (residual is null)
            return "";
        var suspect = residual.Suspect ? " SUSPECT" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{residual.ChiSquare:0.0} (p {residual.Probability:0.00##}){suspect}");
    }
}
