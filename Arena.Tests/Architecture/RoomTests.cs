using System.Reflection;
using Arena.ControlPlane.Work;

namespace Arena.Tests.Architecture;

/// <summary>
/// Who knows whom within an assembly: what the compiler made of it beside the tables in docs/architecture.md.
/// </summary>
public sealed class RoomTests
{
    private static readonly Assembly _controlPlane = typeof(WorkOptions).Assembly;

    public static TheoryData<string> Names => [.. ArchitectureTables.OfRooms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rooms_know_those_that_the_table_says_and_nobody_else(string name)
    {
        var (rooms, uses) = (new Rooms(name, ArchitectureTables.OfRooms[name]), CompiledTypes.UsesIn(Assembly.Load(name)));
        Assert.Equal("", string.Join('\n', rooms.Violations(uses).Concat(rooms.Unused(uses))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rooms_know_one_another_one_way(string name)
    {
        var (table, above) = (ArchitectureTables.OfRooms[name], new List<string>());
        foreach (var (room, known) in table)
        {
            Assert.Empty(known.Except(above).Select(other => $"{room} of {name} is in the table before {other}, which it knows"));
            above.Add(room);
        }
    }

    [Theory]
    [InlineData("Work", "Rechecks", "type WorkGrpcService in room Work knows type Rechecker in room Rechecks")]
    [InlineData("Rechecks", "Nodes", "type Recheck in room Rechecks knows type NodeSession in room Nodes")]
    [InlineData("Ratings", "Leagues", "type RatingRecorder in room Ratings knows type ILeagueFollower in room Leagues")]
    public void Arrow_that_is_taken_away_is_missed_by_name(string room, string known, string violation)
    {
        var rooms = new Rooms("Arena.ControlPlane", ArchitectureTables.OfRooms["Arena.ControlPlane"]);
        var violations = rooms.Without(room, known).Violations(CompiledTypes.UsesIn(_controlPlane));
        Assert.Contains(violation, violations);
        Assert.All(violations, v => Assert.Contains($"in room {room} knows type ", v, StringComparison.Ordinal));
    }

    [Fact]
    public void Arrow_that_nobody_uses_is_named()
    {
        var rooms = new Rooms("Arena.ControlPlane", new Dictionary<string, string[]>
        {
            ["Ledger"] = ["Work"],
            ["Work"] = [],
        });
        Assert.Equal(["room Ledger does not know room Work"], rooms.Unused(CompiledTypes.UsesIn(_controlPlane)));
    }

    [Fact]
    public void Type_in_no_room_is_named()
    {
        var rooms = new Rooms("Arena.ControlPlane", new Dictionary<string, string[]> { ["Ledger"] = [] });
        Assert.Contains(
            "type NodeDirectory is in no room: Arena.ControlPlane.Nodes is not in the table",
            rooms.Violations(CompiledTypes.UsesIn(_controlPlane)));
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
