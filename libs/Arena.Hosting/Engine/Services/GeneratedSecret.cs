using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>A made-up password that lasts as long as the data that it was set for.</summary>
internal sealed class GeneratedSecret(GenerateParameterDefault generator, StoreDirectory store) : ParameterDefault
{
    /// <summary>Has an effect on passwords that are made up only; a configured one is the configurer's to keep.</summary>
    public static void KeepWith(ParameterResource password, StoreDirectory store)
    {
        if (password.Default is GenerateParameterDefault generator)
            password.Default = new GeneratedSecret(generator, store);
    }

    public override string GetDefaultValue() => store.ReadOrCreatePassword(generator);
}
