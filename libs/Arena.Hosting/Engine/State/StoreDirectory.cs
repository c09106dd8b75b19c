using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Where one store keeps its data, and beside it what belongs to the data but is not the store's to see.</summary>
internal sealed record StoreDirectory(string Path, bool IsPersistent)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the directory, empty if it is new, and hands it to the user that the store runs as.</summary>
    public void Prepare(UnixUser? owner)
    {
        Directory.CreateDirectory(Path);
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(Path, OwnerOnly);
        if (owner is not null)
            Libc.ChangeOwner(Path, owner);
    }

    /// <summary>
    /// The password that came with the data: made up once and kept as long as the data is, in a file that only we can read.
    /// </summary>
    public string ReadOrCreatePassword(GenerateParameterDefault generator)
    {
        var file = Path + ".password";
        if (IsPersistent && File.Exists(file))
            return File.ReadAllText(file);

        var password = generator.GetDefaultValue();
        if (IsPersistent)
            PrivateFile.Write(file, password);
        return password;
    }
}
