namespace Arena.Hosting.ApplicationModel;

public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);
