using Arena.AppHost.Runs;

namespace Arena.AppHost;

/// <summary>What the AppHost was asked to do.</summary>
internal sealed record AppHostStart(IDistributedApplicationBuilder Builder, AppHostSettings Settings, PublishCommand? Publish)
{
    /// <summary>Null where there is something to start; else the exit code, when help was given or what was wrong was told.</summary>
    public static int? Read(string[] args, out AppHostStart start)
    {
        start = null!;
        if (args.Contains("--help"))
        {
            Console.WriteLine(AppHostSettings.Usage);
            return 0;
        }

        if (!PublishCommand.TryRead(args, out var publish, out var fault))
            return Refuse(2, fault);
        var asked = AppHostSettings.Arguments(publish?.Arguments ?? args);
        if (!AppHostDefaults.TryArguments(asked, AppHostSettings.DashboardPort, out var arguments, out fault))
            return Refuse(1, fault);
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = arguments, DisableDashboard = !AppHostSettings.HasDashboard(arguments),
        });
        if (!AppHostSettings.TryRead(builder.Configuration, builder.AppHostDirectory, out var settings, out fault))
            return Refuse(2, fault);
        start = new AppHostStart(builder, settings, publish);
        return null;
    }

    private static int Refuse(int exitCode, string fault)
    {
        Console.Error.WriteLine(fault);
        return exitCode;
    }
}
