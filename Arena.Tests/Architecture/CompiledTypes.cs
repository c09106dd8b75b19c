using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Arena.Tests.Architecture;

/// <summary>
/// What the types of a compiled assembly know of one another: base types, interfaces, fields, signatures, constraints, attributes and
/// everything that method bodies name. Names of constants are gone by then: those may be taken from anywhere.
/// </summary>
internal sealed class CompiledTypes : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;

    private CompiledTypes(Stream stream)
    {
        _file = new PEReader(stream);
        _reader = _file.GetMetadataReader();
    }

    /// <summary>The uses between the types of this assembly.</summary>
    public static IReadOnlyList<TypeUse> UsesIn(Assembly assembly)
    {
        using var types = new CompiledTypes(File.OpenRead(assembly.Location));
        return [.. types.Uses()];
    }

    public void Dispose() => _file.Dispose();

    private IEnumerable<TypeUse> Uses()
    {
        foreach (var handle in _reader.TypeDefinitions)
        {
            var known = new KnownTypes(_reader);
            Read(_reader.GetTypeDefinition(handle), known);
            var from = NameOf(handle);
            foreach (var to in known.Types.Select(NameOf).Where(to => to != from).Distinct())
                yield return new TypeUse(from, to);
        }
    }

    private void Read(TypeDefinition type, KnownTypes known)
    {
        known.Add(type.BaseType);
        known.AddAttributes(type.GetCustomAttributes());
        foreach (var implemented in type.GetInterfaceImplementations())
            known.Add(_reader.GetInterfaceImplementation(implemented).Interface);
        known.AddConstraints(type.GetGenericParameters());
        foreach (var handle in type.GetFields())
        {
            var field = _reader.GetFieldDefinition(handle);
            field.DecodeSignature(known, null);
            known.AddAttributes(field.GetCustomAttributes());
        }

        foreach (var handle in type.GetProperties())
            known.AddAttributes(_reader.GetPropertyDefinition(handle).GetCustomAttributes());
        foreach (var handle in type.GetMethods())
            Read(_reader.GetMethodDefinition(handle), known);
    }

    private void Read(MethodDefinition method, KnownTypes known)
    {
        method.DecodeSignature(known, null);
        known.AddAttributes(method.GetCustomAttributes());
        known.AddConstraints(method.GetGenericParameters());
        foreach (var parameter in method.GetParameters())
            known.AddAttributes(_reader.GetParameter(parameter).GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
            return;
        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(known, null);
        foreach (var region in body.ExceptionRegions)
            known.Add(region.CatchType);
        foreach (var token in Instructions.TokensIn(body.GetILReader()))
            known.Add(token);
    }

    private TypeName NameOf(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = _reader.GetTypeDefinition(type.GetDeclaringType());
        return new TypeName(_reader.GetString(type.Namespace), _reader.GetString(type.Name));
    }
}
