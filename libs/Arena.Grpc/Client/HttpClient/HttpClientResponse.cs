using System.IO.Pipelines;
using System.Net.Http.Headers;

namespace Grpc.Net.Client.Internal;

/// <summary>A response of HttpClient's.</summary>
internal sealed class HttpClientResponse(HttpResponseMessage response) : ICallResponse
{
    public int HttpStatus => (int)response.StatusCode;

    public HeaderList Headers { get; } = Copy(response.Headers, response.Content.Headers);

    public HeaderList Trailers => Copy(response.TrailingHeaders);

    public PipeReader OpenBody(bool waitsLong) => new ResponsePipe(response.Content.ReadAsStream(CancellationToken.None), waitsLong);

    public void Dispose() => response.Dispose();

    private static HeaderList Copy(params ReadOnlySpan<HttpHeaders> sources)
    {
        var list = new HeaderList();
        foreach (var source in sources)
            foreach (var (name, values) in source.NonValidated)
                foreach (var value in values)
                    list.Add(name, value);
        return list;
    }
}
