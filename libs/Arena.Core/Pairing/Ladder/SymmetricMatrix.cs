namespace Arena.Core.Pairing.Ladder;

/// <summary>Symmetric positive definite matrices, by rows.</summary>
internal static class SymmetricMatrix
{
    /// <summary>The inverse, through the Cholesky factor: A = L·Lᵀ, A⁻¹ = L⁻ᵀ·L⁻¹.</summary>
    public static double[][] Inverse(double[][] matrix)
    {
        return Products(InverseFactor(matrix), fromLarger: true);
    }

    /// <summary>The sum of the inverse's diagonal, for less than the inverse.</summary>
    public static double TraceOfInverse(double[][] matrix) => InverseFactor(matrix).Sum(column => column.Sum(x => x * x));

    // By columns of L⁻¹: entries from the diagonal down.
    private static double[][] InverseFactor(double[][] matrix)
    {
        var n = matrix.Length;
        var factor = Cholesky(matrix);
        var inverseFactor = new double[n][];
        for (var column = 0; column < n; column++)
        {
            var x = inverseFactor[column] = new double[n];
            x[column] = 1 / factor[column][column];
            for (var row = column + 1; row < n; row++)
            {
                var sum = 0.0;
                for (var k = column; k < row; k++) sum -= factor[row][k] * x[k];
                x[row] = sum / factor[row][row];
            }
        }

        return inverseFactor;
    }

    /// <summary>The square of a symmetric matrix.</summary>
    public static double[][] Square(double[][] matrix) => Products(matrix, fromLarger: false);

    private static double[][] Cholesky(double[][] matrix)
    {
        var n = matrix.Length;
        var factor = new double[n][];
        for (var i = 0; i < n; i++)
        {
            factor[i] = new double[n];
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i][j];
                for (var k = 0; k < j; k++) sum -= factor[i][k] * factor[j][k];
                factor[i][j] = i == j ? Math.Sqrt(sum) : sum / factor[j][j];
            }
        }

        return factor;
    }

    // The scalar products of all rows with each other.
    private static double[][] Products(double[][] rows, bool fromLarger)
    {
        var n = rows.Length;
        var products = new double[n][];
        for (var i = 0; i < n; i++)
        {
            products[i] = new double[n];
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var k = fromLarger ? i : 0; k < n; k++) sum += rows[i][k] * rows[j][k];
                products[i][j] = products[j][i] = sum;
            }
        }

        return products;
    }
}
