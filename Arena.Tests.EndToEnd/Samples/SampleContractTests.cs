using System.Text.RegularExpressions;
using Arena.Contracts.V1;
using Arena.Tests.Shared;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Arena.Tests.EndToEnd.Samples;

/// <summary>The copies of the contract that the sample bots carry, so that their folders run wherever they are copied to.</summary>
public sealed partial class SampleContractTests
{
    private static readonly string _protos = Path.Combine(Repository.Root, "libs", "Arena.Contracts", "Protos");

    public static TheoryData<string> Files => new(Carried.Keys.Order(StringComparer.Ordinal));

    private static Dictionary<string, FileDescriptor> Carried => new()
    {
        ["bots"] = BotsReflection.Descriptor,
        ["verdicts"] = VerdictsReflection.Descriptor,
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Python_stubs_are_of_the_contract(string name)
    {
        var stubs = File.ReadAllText(Path.Combine(SampleBot.Folder, "python", "arena", "v1", $"{name}_pb2.py"));
        var carried = FileDescriptorProto.Parser.ParseFrom(Unescape(SerializedFile().Match(stubs).Groups[1].Value));
        Assert.True(
            carried.Equals(Carried[name].ToProto()),
            "The contract changed. Protoc 3.21 (Debian: apt-get install protobuf-compiler libprotobuf-dev) writes the stubs anew: "
            + "protoc -I libs/Arena.Contracts/Protos --python_out=samples/bots/python arena/v1/bots.proto arena/v1/verdicts.proto");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void JavaScript_protos_are_the_contract(string name)
    {
        var file = Path.Combine("arena", "v1", $"{name}.proto");
        Assert.True(
            File.ReadAllText(Path.Combine(_protos, file)) == File.ReadAllText(Path.Combine(SampleBot.Folder, "javascript", file)),
            $"The contract changed: cp libs/Arena.Contracts/Protos/{file} samples/bots/javascript/{file}");
    }

    [Fact]
    public void Nothing_that_the_bots_contract_imports_is_missing() =>
        Assert.Equal(
            Carried.Values.Select(file => file.Name).Order(StringComparer.Ordinal),
            Closure(BotsReflection.Descriptor)
                .Where(name => !name.StartsWith("google/", StringComparison.Ordinal))
                .Distinct()
                .Order(StringComparer.Ordinal));

    private static IEnumerable<string> Closure(FileDescriptor file) => [file.Name, .. file.Dependencies.SelectMany(Closure)];

    /// <summary>The bytes of a Python literal.</summary>
    private static byte[] Unescape(string literal) =>
    [
        .. Escape().Matches(literal).Select(match => match.Value switch
        {
            ['\\', 'x', .. var hex] => Convert.ToByte(hex, 16),
            ['\\', >= '0' and <= '7', ..] => Convert.ToByte(match.Value[1..], 8),
            ['\\', 'n'] => (byte)'\n',
            ['\\', 'r'] => (byte)'\r',
            ['\\', 't'] => (byte)'\t',
            var plain => (byte)plain[^1],
        }),
    ];

    [GeneratedRegex(@"AddSerializedFile\(b'(.*)'\)")]
    private static partial Regex SerializedFile();

    [GeneratedRegex(@"\\x[0-9a-f]{2}|\\[0-7]{3}|\\?.")]
    private static partial Regex Escape();
}
