using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Arena.Hosting.Engine;

/// <summary>
/// What the app host keeps on disk: <c>.arena</c> at the root of the checkout (or where <c>Arena:StateDirectory</c> says).
/// <c>volumes/</c> (or what <c>Arena:Volumes</c> says) lasts; <c>run-N/</c> ends with the run; <c>runs/</c> says what is running.
/// </summary>
internal sealed class StateDirectory : IDisposable
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static int _runs;

    private readonly string _runName;
    private readonly string? _volumes;
    private readonly List<IDisposable> _locks = [];
    private readonly Lazy<(string Root, string? Note)> _serviceRoot;

    public StateDirectory(IConfiguration configuration, string appHostDirectory, ProcessSpawner spawner)
    {
        Root = Path.GetFullPath(configuration["Arena:StateDirectory"] is { Length: > 0 } configured
            ? Path.Combine(appHostDirectory, configured)
            : Path.Combine(AppHostLocation.FindRepositoryRoot(appHostDirectory), ".arena"));
        IsEphemeral = configuration.GetValue("Arena:Ephemeral", false);
        _volumes = ReadVolumes(configuration);

        // Several applications may live in one process, as they do in tests.
        var number = Interlocked.Increment(ref _runs);
        _runName = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}{(number == 1 ? "" : $"-{number}")}");
        _serviceRoot = new(() => FindServiceRoot(spawner));
    }

    public string Root { get; }

    public bool IsEphemeral { get; }

    /// <summary>Whether this very data was asked for: without it nothing is to be run.</summary>
    public bool HasVolumesOfItsOwn => _volumes is not null;

    /// <summary>Where data that lasts lies; null while there is none.</summary>
    public string? Volumes { get; private set; }

    public string RunFile => Path.Combine(Root, "runs", _runName + ".json");

    public string ParameterFile(string name) => Path.Combine(Root, "parameters", name);

    /// <summary>Where the stores' data lies: <see cref="Root"/>, unless the user that they run as cannot reach it.</summary>
    public string ServiceRoot => _serviceRoot.Value.Root;

    /// <summary>Said at start when the stores' data cannot lie under <see cref="Root"/>.</summary>
    public string? ServiceRootNote => _serviceRoot.Value.Note;

    /// <summary>
    /// Data that lasts, if nobody else is using it. Null when another app host is: two servers on one directory would destroy it.
    /// </summary>
    public StoreDirectory? TryOpen(ContainerMountAnnotation mount)
    {
        var path = mount.Type == ContainerMountType.BindMount
            ? Path.Combine(MakePassable(Path.GetDirectoryName(mount.LocalDirectory)!), Path.GetFileName(mount.LocalDirectory))
            : Path.Combine(OpenVolumes(), mount.LocalDirectory);
        if (DirectoryLock.TryTake(path + ".lock") is not { } taken)
            return null;

        _locks.Add(taken);
        return new StoreDirectory(path, IsPersistent: true);
    }

    private string OpenVolumes()
    {
        var directory = ServiceRoot;
        foreach (var part in (_volumes ?? "volumes").Split('/'))
            directory = MakePassable(Path.Combine(directory, part));
        return Volumes = directory;
    }

    private static string? ReadVolumes(IConfiguration configuration)
    {
        if (configuration["Arena:Volumes"] is not { Length: > 0 } volumes)
            return null;
        return volumes.Split('/').All(part => part.Length > 0 && part.Trim('.').Length > 0)
            ? volumes
            : throw new DistributedApplicationException($"Arena:Volumes is '{volumes}'; wanted a folder below .arena, such as plays/one.");
    }

    /// <summary>Where the dashboard keeps telemetry; null when nothing is to be kept, or when another dashboard is using it.</summary>
    public string? TryOpenTelemetry()
    {
        if (IsEphemeral)
            return null;
        Directory.CreateDirectory(Root);
        var path = Path.Combine(Root, "telemetry");
        if (DirectoryLock.TryTake(path + ".lock") is not { } taken)
            return null;
        lock (_locks)
            _locks.Add(taken);

        // A dashboard that somebody runs alone knows only its own lock.
        if (!Directory.Exists(path))
            return path;
        using var free = DirectoryLock.TryTake(Path.Combine(path, "lock"));
        return free is null ? null : path;
    }

    /// <summary>Data that ends with the run.</summary>
    public StoreDirectory OpenThrowAway(string name) => new(Path.Combine(OpenRunDirectory(), name), IsPersistent: false);

    /// <summary>Removes what runs that did not end properly have left.</summary>
    public void SweepDeadRuns()
    {
        foreach (var run in Directory.Exists(Root) ? EnumerateRuns(ServiceRoot) : [])
        {
            using var dead = DirectoryLock.TryTake(run + ".lock");
            if (dead is null)
                continue;
            TryDelete(run);
            File.Delete(run + ".lock");
        }
    }

    /// <summary>A path as it is said to people: from the checkout, if it lies in there.</summary>
    public string Shorten(string path)
    {
        var checkout = Path.GetDirectoryName(Root)! + Path.DirectorySeparatorChar;
        return path.StartsWith(checkout, StringComparison.Ordinal) ? path[checkout.Length..] : path;
    }

    public void Dispose()
    {
        if (_serviceRoot.IsValueCreated && Directory.Exists(RunDirectory))
        {
            TryDelete(RunDirectory);
            File.Delete(RunDirectory + ".lock");
        }

        foreach (var taken in _locks)
            taken.Dispose();
        _locks.Clear();
    }

    private string RunDirectory => Path.Combine(ServiceRoot, "run-" + _runName);

    private string OpenRunDirectory()
    {
        lock (_locks)
        {
            if (!Directory.Exists(RunDirectory))
            {
                // Locked before it exists, so that nobody sweeps it in between.
                _locks.Add(DirectoryLock.TryTake(RunDirectory + ".lock")
                    ?? throw new IOException($"{RunDirectory} is in use by another process with our id."));
                MakePassable(RunDirectory);
            }
        }

        return RunDirectory;
    }

    private static IEnumerable<string> EnumerateRuns(string root) =>
        Directory.Exists(root) ? Directory.EnumerateDirectories(root, "run-*").ToArray() : [];

    // As root the stores run as somebody else, who must be able to walk to their data. A checkout under /root, say,
    // is closed to them.
    private (string Root, string? Note) FindServiceRoot(ProcessSpawner spawner)
    {
        MakePassable(Root);
        if (UnixUser.ForServices is not { } user || CanReach(spawner, user, Root))
            return (Root, null);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..12];
        var elsewhere = MakePassable(Path.Combine(Path.GetTempPath(), "arena-root-" + hash));
        Libc.ChangeOwner(elsewhere, new UnixUser("root", 0, 0));
        return (elsewhere, $"the stores run as '{user.Name}', who cannot reach {Root}; their data is in {elsewhere}");
    }

    private static bool CanReach(ProcessSpawner spawner, UnixUser user, string directory)
    {
        var test = new ProcessSpec("/usr/bin/test", ["-x", directory], "/") { User = user };
        return spawner.RunAsync(test, CancellationToken.None).GetAwaiter().GetResult().ExitCode == 0;
    }

    private static string MakePassable(string directory)
    {
        var made = Directory.CreateDirectory(directory).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(made, Passable);
        return made;
    }

    private static void TryDelete(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A later start sweeps again.
        }
    }
}
