namespace Arena.Cli.Output;

internal enum OutputFormat
{
    Text,
    Csv,
    Json,
}
