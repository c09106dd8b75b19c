namespace Arena.Backplane.Ledger;

/// <summary>
/// Federated models: what they are, every version with whose updates it was made of, and the updates that are here for the next one. The
/// numbers themselves (weights, updates) are elsewhere; here are their digests. A round of a model is the number of the version that it
/// starts from.
/// </summary>
public interface IModelStore
{
    /// <summary>Adds a model at version 0. False: the name is taken, and nothing is added.</summary>
    Task<bool> CreateAsync(NewModel model, Requester by, CancellationToken cancellationToken);

    /// <summary>Every model as it is now, by name.</summary>
    Task<IReadOnlyList<ModelEntry>> ListAsync(CancellationToken cancellationToken);

    /// <summary>A model's versions, the newest first, each with the updates that it was made of.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="before">Only versions smaller than this; null for the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IReadOnlyList<ModelVersionEntry>> VersionsAsync(
        string model, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>The updates that a model's open round has, by client.</summary>
    Task<IReadOnlyList<ModelUpdateEntry>> OpenRoundAsync(string model, CancellationToken cancellationToken);

    /// <summary>Adds an update to the open round: a client has one in it. Whoever has one with the same digest may send it again.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="round">The round that the sender believes to be open: in any other nothing is added.</param>
    /// <param name="update">What came; <see cref="ModelUpdateEntry.At"/> is the store's to say.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<ReceivedUpdate> ReceiveAsync(string model, long round, ModelUpdateEntry update, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the round: the model has the next version, made of the updates that are here, with an entry in the audit trail, in one
    /// transaction. False: the round had ended already, and nothing is changed.
    /// </summary>
    /// <param name="model">The model's name.</param>
    /// <param name="next">Its number is the round's plus 1.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<bool> CommitAsync(string model, NewModelVersion next, Requester by, CancellationToken cancellationToken);
}
