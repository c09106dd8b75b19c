using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;

namespace Arena.ServiceDefaults.Flags;

internal static class FlagsRegistration
{
    /// <summary>What a service needs to go by flags; somebody has to tell it of them: <see cref="FlagBook.Take"/>.</summary>
    public static IServiceCollection AddFlagGate(this IServiceCollection services)
    {
        services.AddSingleton<FlagBook>();
        services.AddSingleton<IFeatureDefinitionProvider>(provider => provider.GetRequiredService<FlagBook>());
        services.AddSingleton<FlagInstruments>();
        services.AddFeatureManagement().AddFeatureFilter<EnvironmentFilter>();
        services.AddSingleton<FlagGate>();
        return services;
    }
}
