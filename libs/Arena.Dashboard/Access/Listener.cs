namespace Arena.Dashboard.Access;

/// <summary>Which of the dashboard's doors a connection came in by.</summary>
internal enum Listener
{
    Frontend,
    OtlpGrpc,
    OtlpHttp,
}
