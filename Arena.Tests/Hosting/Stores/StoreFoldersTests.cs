using Arena.Hosting.Stores;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Arena.Tests.Hosting.Stores;

public sealed class StoreFoldersTests : IDisposable
{
    private readonly string _checkout = Directory.CreateTempSubdirectory("arena-folders-").FullName;

    public StoreFoldersTests() => File.WriteAllText(Path.Combine(_checkout, "Some.sln"), "");

    [Fact]
    public void Volume_is_a_folder_of_its_name_that_lasts()
    {
        using (var folders = Folders())
        {
            var (path, lasts) = folders.Open(Store("data"));
            Assert.Equal((Path.Combine(folders.Root, "volumes", "data"), true), (path, lasts));
            Assert.Equal(Path.Combine(folders.Root, "volumes"), folders.Volumes);
            Directory.CreateDirectory(path);
        }

        using var again = Folders();
        Assert.True(Directory.Exists(again.Open(Store("data")).Path));
    }

    [Fact]
    public void Without_a_volume_data_ends_with_the_run()
    {
        string path;
        using (var folders = Folders())
        {
            (path, var lasts) = folders.Open(Store(volume: null));
            Assert.False(lasts);
            Assert.True(Directory.Exists(path));
            Assert.Null(folders.Volumes);
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void Ephemeral_run_keeps_nothing_of_a_volume()
    {
        using var folders = Folders(("Arena:Ephemeral", "true"));
        Assert.False(folders.Open(Store("data")).Lasts);
    }

    [Fact]
    public void Second_app_host_begins_without_the_data_of_the_first()
    {
        using var first = Folders();
        using var second = Folders();
        Assert.True(first.Open(Store("data")).Lasts);
        Assert.False(second.Open(Store("data")).Lasts);
    }

    [Fact]
    public void Data_that_was_asked_for_by_name_is_used_or_nothing_is()
    {
        using var first = Folders(("Arena:Volumes", "plays/one"));
        using var second = Folders(("Arena:Volumes", "plays/one"));
        Assert.Equal(Path.Combine(first.Root, "plays", "one", "data"), first.Open(Store("data")).Path);
        Assert.Contains("another app host is using its data",
            Assert.Throws<StoreException>(() => second.Open(Store("data"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a//b")]
    [InlineData("/tmp")]
    public void Folder_that_is_not_below_the_root_is_refused(string volumes) =>
        Assert.Contains($"Arena:Volumes is '{volumes}'",
            Assert.Throws<StoreException>(() => Folders(("Arena:Volumes", volumes))).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_checkout, recursive: true);

    private StoreFolders Folders(params (string Name, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build(),
        Directory.CreateDirectory(Path.Combine(_checkout, "AppHost")).FullName);

    private static ContainerResource Store(string? volume)
    {
        var store = new ContainerResource("store");
        if (volume is not null)
            store.Annotations.Add(new ContainerMountAnnotation(volume, "/data", ContainerMountType.Volume, isReadOnly: false));
        return store;
    }
}
