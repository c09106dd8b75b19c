using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arena.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace Arena.Hosting.Stores;

/// <summary>
/// Where stores that run as processes keep their data: a folder of the volume's name below <c>.arena/volumes</c> at the root of the
/// checkout (<c>Arena:Volumes</c> names another one below <c>.arena</c>), or, with <c>Arena:Ephemeral</c>, without a volume, and when
/// another app host has the volume, one that is thrown away at the end.
/// </summary>
internal sealed class StoreFolders : IDisposable
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly List<FileStream> _locks = [];
    private readonly bool _isEphemeral;
    private readonly string? _volumes;
    private readonly string _throwAway;

    public StoreFolders(IConfiguration configuration, string appHostDirectory)
    {
        Root = Reachable(Path.Combine(CheckoutOf(appHostDirectory), ".arena"));
        _isEphemeral = configuration.GetValue("Arena:Ephemeral", false);
        _volumes = configuration["Arena:Volumes"] is { Length: > 0 } volumes ? volumes : null;
        if (_volumes is not null && _volumes.Split('/').Any(part => part.Trim('.').Length == 0))
            throw new StoreException($"Arena:Volumes is '{_volumes}'; wanted a folder below .arena, such as plays/one.");
        _throwAway = string.Create(CultureInfo.InvariantCulture, $"run-{Environment.ProcessId}-{Guid.NewGuid():n}");
        RemoveAbandoned();
    }

    /// <summary><c>.arena</c>, or another folder when the account that stores run as cannot reach that.</summary>
    public string Root { get; }

    /// <summary>Where data that lasts lies; null while there is none.</summary>
    public string? Volumes { get; private set; }

    /// <summary>The folder that holds the solution or the repository that this app host belongs to; without one, its own.</summary>
    public static string CheckoutOf(string appHostDirectory)
    {
        for (var folder = new DirectoryInfo(appHostDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.EnumerateFileSystemInfos().Any(f => f.Name == ".git" || f.Extension is ".sln" or ".slnx"))
                return folder.FullName;
        }

        return appHostDirectory;
    }

    /// <summary>A folder for that store, made if need be, and whether its data is there again at the next run.</summary>
    /// <exception cref="StoreException">The folder cannot be used, or this very data was asked for and another app host has it.</exception>
    public (string Path, bool Lasts) Open(IResource store)
    {
        var mount = store.Annotations.OfType<ContainerMountAnnotation>().LastOrDefault();
        try
        {
            if (mount is null || _isEphemeral)
                return (Make(_throwAway, store.Name), false);
            var path = mount is { Type: ContainerMountType.BindMount, Source: { } bound }
                ? Path.GetFullPath(bound)
                : Path.Combine(Make((_volumes ?? "volumes").Split('/')), mount.Source ?? store.Name);
            if (TryLock(path))
            {
                Volumes = Path.GetDirectoryName(path);
                return (path, true);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{store.Name}: its data cannot be kept below {Root}: {fault.Message}");
        }

        if (_volumes is not null)
            throw new StoreException($"{store.Name}: another app host is using its data in {Path.Combine(Root, _volumes)}.");
        Console.WriteLine(
            $"{store.Name}: another app host of this checkout is using its data, so this one begins with none and keeps none.");
        return (Make(_throwAway, store.Name), false);
    }

    public void Dispose()
    {
        TryDelete(Path.Combine(Root, _throwAway));
        foreach (var taken in _locks)
            taken.Dispose();
        _locks.Clear();
    }

    // Advisory, and given up by the kernel however we end. Two servers on one folder would destroy the data.
    private bool TryLock(string path)
    {
        try
        {
            _locks.Add(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException) when (File.Exists(path + ".lock"))
        {
            return false;
        }
    }

    private void RemoveAbandoned()
    {
        if (!Directory.Exists(Root))
            return;
        foreach (var run in Directory.EnumerateDirectories(Root, "run-*"))
        {
            var name = Path.GetFileName(run).Split('-')[1];
            if (int.TryParse(name, CultureInfo.InvariantCulture, out var process) && ProcessTable.StartTime(process) is null)
                TryDelete(run);
        }
    }

    // As root, stores run as somebody else, who must be able to walk to their data. A checkout below /root is closed to them.
    private static string Reachable(string root)
    {
        if (UnixAccount.ForStores is null || OperatingSystem.IsWindows())
            return root;
        for (var folder = Directory.GetParent(root); folder is not null; folder = folder.Parent)
        {
            if ((File.GetUnixFileMode(folder.FullName) & UnixFileMode.OtherExecute) != 0)
                continue;
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..12];
            return Path.Combine("/var/tmp", "arena-" + hash);
        }

        return root;
    }

    // Every folder on the way, whatever the umask is.
    private string Make(params ReadOnlySpan<string> below)
    {
        var path = Root;
        MakePassable(path);
        foreach (var part in below)
            MakePassable(path = Path.Combine(path, part));
        return path;
    }

    private static void MakePassable(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, Passable);
    }

    private static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next run tries again.
        }
    }
}
