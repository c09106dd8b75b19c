namespace Arena.Hosting.Publishing;

/// <summary>Writes the model out for somewhere else.</summary>
internal interface IPublisher
{
    /// <summary>What <c>--publisher</c> calls it.</summary>
    string Name { get; }

    /// <summary>Where it writes unless told.</summary>
    string DefaultOutputPath { get; }

    /// <summary>The files by their paths; the same model gives the same bytes, wherever and whenever.</summary>
    Task<IReadOnlyList<PublishedFile>> PublishAsync(PublishingModel model, CancellationToken cancellationToken);
}
