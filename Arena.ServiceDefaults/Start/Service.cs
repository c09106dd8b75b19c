using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Start;

/// <summary>Runs a service from its first line to its exit code.</summary>
public static class Service
{
    /// <summary>
    /// Builds and runs until the host stops. What its configuration makes impossible is said in a sentence: on standard error before there
    /// are logs, in the log afterwards.
    /// </summary>
    /// <returns>The exit code: 0 when it was stopped, 1 when it could not start as configured.</returns>
    public static int Run(string[] args, Action<WebApplicationBuilder> register, Action<WebApplication> map)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(map);
        if (!TryBuild(args, register, map, out var app))
            return 1;
        try
        {
            app.Run();
            return Environment.ExitCode;
        }
        catch (StartFault)
        {
            return 1; // the host has logged it
        }
    }

    private static bool TryBuild(string[] args, Action<WebApplicationBuilder> register, Action<WebApplication> map, out WebApplication app)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            register(builder);
            app = builder.Build();
            map(app);
            app.Services.GetService<IStartupValidator>()?.Validate();
            FreePorts.Check(app.Configuration);
            return true;
        }
        catch (Exception fault) when (fault is StartFault or OptionsValidationException)
        {
            Console.Error.WriteLine(fault.Message);
            app = null!;
            return false;
        }
    }
}
