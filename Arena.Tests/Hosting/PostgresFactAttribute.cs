using Arena.Hosting.Stores;

namespace Arena.Tests.Hosting;

/// <summary>A fact that needs PostgreSQL to be installed.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresBinaries.Newest is null)
            Skip = "PostgreSQL is not installed";
    }
}
