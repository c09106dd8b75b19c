using Arena.ServiceDefaults.Access;

namespace Arena.ServiceDefaults.SignIn;

/// <summary>Hears who signs in; when it throws, nobody is signed in.</summary>
public interface ISignInWitness
{
    /// <summary>Somebody has shown who they are, and is about to be given a session.</summary>
    Task SignedInAsync(Caller caller, CancellationToken cancellationToken);
}
