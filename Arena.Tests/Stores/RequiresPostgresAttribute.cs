using Arena.Hosting.Stores;

namespace Arena.Tests.Stores;

public sealed class RequiresPostgresAttribute : RequirementAttribute
{
    public override string? Missing => PostgresBinaries.Newest is null ? "PostgreSQL is not installed" : null;
}
