using System.Globalization;
using Arena.ControlPlane.Leagues;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A league's place in the list: the newest first, by id where they are equally old.</summary>
internal readonly record struct LeagueKey(long CreatedAt, string Id)
{
    public static LeagueKey Of(LeagueProgress league) => new(league.Entry.CreatedAt.UtcTicks, league.Entry.Id);

    public static LeagueKey? Parse(string text)
    {
        if (text.Split(' ') is not [var ticks, var id])
            return null;
        return long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt) ? new(createdAt, id) : null;
    }

    public bool IsBefore(LeagueKey other) =>
        CreatedAt > other.CreatedAt || (CreatedAt == other.CreatedAt && string.CompareOrdinal(Id, other.Id) < 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CreatedAt} {Id}");
}
