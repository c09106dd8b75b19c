using System.Reflection;
using Arena.ControlPlane.Work;

namespace Arena.Tests.Architecture;

/// <summary>
/// Who may know whom within an assembly, read from what the compiler made of it. To add an assembly, add its rooms, each with those
/// that it may know besides itself.
/// </summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, (Assembly Assembly, Rooms Rooms)> _assemblies = new()
    {
        ["Arena.ControlPlane"] = (typeof(WorkOptions).Assembly, new Rooms("Arena.ControlPlane", new Dictionary<string, string[]>
        {
            ["Agents"] = [],
            ["Ledger"] = [],
            ["Nodes"] = ["Ledger"],
            ["Leagues"] = ["Ledger", "Nodes"],
            ["Ratings"] = ["Ledger", "Nodes", "Leagues"],
            ["Rechecks"] = ["Ledger", "Nodes", "Leagues"],
            ["Work"] = ["Ledger", "Nodes", "Leagues", "Ratings", "Rechecks"],
            ["Api"] = ["Agents", "Ledger", "Nodes", "Leagues", "Ratings", "Rechecks", "Work"],
        })),
    };

    public static TheoryData<string> Names => [.. _assemblies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rooms_know_only_whom_they_may(string name)
    {
        var (assembly, rooms) = _assemblies[name];
        Assert.Empty(rooms.Violations(CompiledTypes.UsesIn(assembly)));
    }

    [Theory]
    [InlineData("Work", "Rechecks", "type WorkGrpcService in room Work knows type Rechecker in room Rechecks")]
    [InlineData("Rechecks", "Nodes", "type Recheck in room Rechecks knows type NodeSession in room Nodes")]
    [InlineData("Ratings", "Leagues", "type RatingRecorder in room Ratings knows type ILeagueFollower in room Leagues")]
    public void Arrow_that_is_taken_away_is_missed_by_name(string room, string known, string violation)
    {
        var (assembly, rooms) = _assemblies["Arena.ControlPlane"];
        var violations = rooms.Without(room, known).Violations(CompiledTypes.UsesIn(assembly));
        Assert.Contains(violation, violations);
        Assert.All(violations, v => Assert.Contains($"in room {room} knows type ", v, StringComparison.Ordinal));
    }

    [Fact]
    public void Type_in_no_room_is_named()
    {
        var rooms = new Rooms("Arena.ControlPlane", new Dictionary<string, string[]> { ["Ledger"] = [] });
        Assert.Contains(
            "type NodeDirectory is in no room: Arena.ControlPlane.Nodes is not in the table",
            rooms.Violations(CompiledTypes.UsesIn(typeof(WorkOptions).Assembly)));
    }

    [Theory]
    [InlineData(nameof(Knower.ByField), typeof(OfField))]
    [InlineData(nameof(Knower.BySignature), typeof(OfSignature))]
    [InlineData(nameof(Knower.ByBody), typeof(OfBody))]
    [InlineData(nameof(Knower.ByTypeOf), typeof(OfTypeOf))]
    [InlineData(nameof(Knower.ByGeneric), typeof(OfGeneric))]
    [InlineData(nameof(Knower.ByAwaiting), typeof(OfAwaiting))]
    public void Whatever_way_a_type_is_known_is_seen(string way, Type known)
    {
        var uses = CompiledTypes.UsesIn(typeof(Knower).Assembly).Where(use => use.From.Name == nameof(Knower)).Select(use => use.To.Name);
        Assert.True(uses.Contains(known.Name), way);
    }
}

#pragma warning disable SA1402 // One type per file: each of these is there to be known by the first, in one way only.
internal sealed class Knower
{
    public OfField? ByField;

    public static void BySignature(OfSignature? known) => ArgumentNullException.ThrowIfNull(known);

    public static int ByBody() => OfBody.Value;

    public static string ByTypeOf() => typeof(OfTypeOf).Name;

    public static int ByGeneric() => Array.Empty<OfGeneric>().Length;

    public static async Task<int> ByAwaiting()
    {
        await Task.Yield();
        return OfAwaiting.Value;
    }
}

internal sealed class OfField;

internal sealed class OfSignature;

internal static class OfBody
{
    public static int Value => Environment.TickCount;
}

internal sealed class OfTypeOf;

internal sealed class OfGeneric;

internal static class OfAwaiting
{
    public static int Value => Environment.TickCount;
}
