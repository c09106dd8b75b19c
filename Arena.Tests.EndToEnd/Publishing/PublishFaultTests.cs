using System.Text.Json.Nodes;
using Aspire.Hosting;

namespace Arena.Tests.EndToEnd.Publishing;

/// <summary>What cannot be published, and what a manifest may not say.</summary>
public sealed class PublishFaultTests
{
    [Theory]
    [InlineData("publish-compose")]
    [InlineData("publish-helm")]
    public async Task Program_of_this_machine_is_named(string step)
    {
        using var run = new PublishingRun(step);
        run.Builder.AddExecutable("tool", "true", ".");
        await run.PublishAsync();
        Assert.Equal("'tool' is a program of this machine, which no container can run; leave it out with ExcludeFromManifest.", run.Fault);
        Assert.False(Directory.Exists(run.Output));
    }

    [Fact]
    public async Task Program_of_this_machine_that_is_left_out_is_no_fault()
    {
        using var run = new PublishingRun("publish");
        run.Builder.AddExecutable("tool", "true", ".").ExcludeFromManifest();
        run.AddService("service");
        await run.PublishAsync();
        Assert.Null(run.Fault);
        Assert.DoesNotContain(run.Written, path => path.Contains("tool"));
    }

    [Fact]
    public async Task Folder_that_is_a_file_is_named_and_left_alone()
    {
        using var run = new PublishingRun("publish-compose");
        await File.WriteAllTextAsync(run.Output, "mine");
        run.AddService("service");
        await run.PublishAsync();
        Assert.Equal($"Nothing was published to {run.Output}: it is a file; wanted a folder.", run.Fault);
        Assert.Equal("mine", await File.ReadAllTextAsync(run.Output));
    }

    [Fact]
    public async Task One_file_that_cannot_be_written_leaves_all_the_others_as_they_were()
    {
        using var run = new PublishingRun("publish-helm");
        Directory.CreateDirectory(Path.Combine(run.Output, "chart", "templates", "service.yaml"));
        await File.WriteAllTextAsync(Path.Combine(run.Output, "chart", "values.yaml"), "mine");
        run.AddService("service");
        await run.PublishAsync();
        Assert.Contains("service.yaml is a folder", run.Fault);
        Assert.Equal("mine", run.Read("chart/values.yaml"));
        Assert.Single(Directory.EnumerateFiles(run.Output, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Manifest_has_one_external_address_for_each_project_and_none_with_a_certificate()
    {
        using var run = new PublishingRun("manifest");
        run.AddService("service").WithExternalHttpEndpoints();
        await run.PublishAsync();
        var bindings = JsonNode.Parse(run.Read("manifest.json"))!["resources"]!["service"]!["bindings"]!.AsObject();
        Assert.Equal(["grpc", "http"], bindings.Select(b => b.Key).Order());
        Assert.Equal("http", Assert.Single(bindings, b => (bool?)b.Value!["external"] == true).Key);
    }
}
