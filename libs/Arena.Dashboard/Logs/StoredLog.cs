using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Arena.Dashboard.Logs;

/// <summary>A log record with all that belongs to it.</summary>
public sealed record StoredLog(LogEntry Entry, TelemetryResource Resource, InstrumentationScope Scope, LogRecord Record);
