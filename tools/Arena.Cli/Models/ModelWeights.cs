using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arena.Contracts.V1;
using Grpc.Core;

namespace Arena.Cli.Models;

/// <summary>A version's weights, as the federation service has them.</summary>
internal static class ModelWeights
{
    /// <exception cref="RpcException">There is no such model or version, or its weights are not kept.</exception>
    /// <exception cref="CommandException">What came has another digest than it should.</exception>
    public static async Task<float[]> PullAsync(
        FederationService.FederationServiceClient federation, ModelVersion version, string model, CancellationToken cancellationToken)
    {
        using var call = federation.PullModel(
            new PullModelRequest { Name = model, Version = version.Number }, cancellationToken: cancellationToken);
        var weights = new List<float>();
        await foreach (var chunk in call.ResponseStream.ReadAllAsync(cancellationToken))
            weights.AddRange(chunk.Weights);
        var found = SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(weights)));
        return version.Hash.Span.SequenceEqual(found)
            ? [.. weights]
            : throw new CommandException(
                $"the weights of version {version.Number} of model '{model}' came with the digest {Convert.ToHexStringLower(found)}; "
                + $"wanted {Convert.ToHexStringLower(version.Hash.Span)}", ExitCode.Failed);
    }

    /// <summary>A version of a model, the current one unless it is said which.</summary>
    /// <exception cref="CommandException">It has not that version.</exception>
    public static async Task<ModelVersion> VersionAsync(
        FederationService.FederationServiceClient federation, string model, long? number, CancellationToken cancellationToken)
    {
        var request = new ListModelVersionsRequest { Name = model, Limit = 1 };
        if (number is { } wanted)
            request.Before = wanted + 1;
        var versions = (await federation.ListModelVersionsAsync(request, cancellationToken: cancellationToken)).Versions;
        if (versions.Count == 1 && (number is null || versions[0].Number == number))
            return versions[0];
        throw new CommandException(
            $"model '{model}' has no version {number}{(versions.Count == 1 ? $"; its newest is {versions[0].Number}" : "")}",
            ExitCode.Failed);
    }
}
