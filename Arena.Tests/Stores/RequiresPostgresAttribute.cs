using Arena.Hosting.Stores;

namespace Arena.Tests.Stores;

public sealed class RequiresPostgresAttribute : RequirementAttribute
{
    public override string? Missing => PostgresBinaries.Find(dataVersion: null) is null ? "PostgreSQL is not installed" : null;
}
