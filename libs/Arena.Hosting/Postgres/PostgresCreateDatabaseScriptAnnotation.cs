using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Postgres;

/// <summary>The statement that creates the database, where it is more than its name.</summary>
internal sealed record PostgresCreateDatabaseScriptAnnotation(string Script) : IResourceAnnotation;
