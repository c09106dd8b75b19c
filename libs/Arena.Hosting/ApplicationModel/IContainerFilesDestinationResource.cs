namespace Arena.Hosting.ApplicationModel;

public interface IContainerFilesDestinationResource : IResource;
